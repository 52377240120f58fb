// The samples of the document replace those of Scalar. Only the reference page of the emulator can send requests.
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
  // Narrow columns do not break words, and wide tables scroll.
  customCss: '#reference table { display: block !important; overflow-x: auto !important; }'
    + '#reference :is(th, td, td *) { overflow-wrap: normal !important; word-break: normal !important; }',
});
