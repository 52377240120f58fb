// Shows what has changed since: the page itself is complete without this.
const state = document.getElementById('state');

setInterval(async () => {
  if (document.hidden || state.contains(document.activeElement) || !getSelection().isCollapsed) {
    return;
  }

  try {
    const response = await fetch('/', { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const now = page.getElementById('state');

    if (now.innerHTML !== state.innerHTML) {
      state.replaceChildren(...now.childNodes);
    }

    document.body.classList.remove('gone');
  } catch {
    // The emulator has stopped: what is shown is the last that is known.
    document.body.classList.add('gone');
  }
}, 3000);
