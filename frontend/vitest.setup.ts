// jsdom lays nothing out and so has no matchMedia. Nothing matches here: light theme, fine pointer,
// motion allowed.
Object.defineProperty(window, "matchMedia", {
  writable: true,
  value: (media: string): MediaQueryList =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    }),
});
