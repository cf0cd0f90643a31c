import { vi } from "vitest";

/** What a phone answers when it is asked whether it is narrow. */
class NarrowQuery extends EventTarget implements MediaQueryList {
  readonly matches = true;
  readonly onchange = null;
  readonly media: string;

  constructor(media: string) {
    super();
    this.media = media;
  }

  addListener(): void {}

  removeListener(): void {}
}

/** From here on the screen has room for one column, as a phone has; until the test is over. */
export function narrowed(): void {
  const ask = window.matchMedia.bind(window);
  vi.spyOn(window, "matchMedia").mockImplementation((query) =>
    query.includes("max-width") ? new NarrowQuery(query) : ask(query),
  );
}
