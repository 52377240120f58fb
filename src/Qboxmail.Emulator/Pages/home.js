// Updates the state. The page is complete without this script.
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
    // The emulator has stopped. The page keeps its last known state.
    document.body.classList.add('gone');
  }
}, 3000);
