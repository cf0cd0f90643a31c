type Focused = Pick<HTMLElement, "focus">;

/** The little of a dialog that opening it needs. */
interface Window {
  showModal(): void;
  close(): void;
  querySelector(what: string): Focused | null;
}

/** Opens a window over the screen with the keyboard in its first field, or in the one marked `data-first`. The answer closes it and gives the keyboard back to who had it. */
export function openWindow(window: Window | null, before: Focused | null): () => void {
  window?.showModal();
  // The browser would choose the button that closes.
  const first =
    window?.querySelector("[data-first] input") ?? window?.querySelector("input, textarea, select, .choice");
  first?.focus();
  return () => {
    window?.close();
    before?.focus({ preventScroll: true });
  };
}

/** Puts a cover over everything, windows too, that nothing but what is on it takes away. */
export function coverScreen(
  cover: (Pick<Window, "showModal" | "querySelector"> & { setAttribute(name: string, value: string): void }) | null,
): void {
  // A browser lets an Escape that is pressed again close a window whatever is said to it, unless nothing may close it.
  cover?.setAttribute("closedby", "none");
  cover?.showModal();
  cover?.querySelector("input")?.focus();
}
