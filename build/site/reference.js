// The samples of the document replace those that Scalar would write. Requests are sent from the reference of the emulator, not from here.
globalThis.Scalar.createApiReference('#reference', {
  content: globalThis.qboxmailDocument,
  hiddenClients: true,
  hideTestRequestButton: true,
  hideClientButton: true,
  showDeveloperTools: 'never',
  telemetry: false,
  withDefaultFonts: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  // Words stay whole in narrow columns, and a wide table scrolls.
  customCss: '#reference table { display: block !important; overflow-x: auto !important; }'
    + '#reference :is(th, td, td *) { overflow-wrap: normal !important; word-break: normal !important; }',
});
