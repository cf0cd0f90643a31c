/** The little of a page that is looked at. */
type Looked = Pick<Document, "querySelector" | "querySelectorAll">;

/**
 * Whether something in this page would end with a reload: a window over the screen that is not the lock, words in a field, a photo that has not been
 * sent. What is kept through a reload counts as well; whoever comes back finds the page as they left it.
 */
export function hasOpenWork(page: Looked): boolean {
  if (page.querySelector("dialog[open]:not(.cover)") || page.querySelector("img[src^='blob:']")) return true;
  const fields = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    "textarea, input:not([type=checkbox], [type=radio])",
  );
  return [...fields].some(({ value }) => value !== "");
}
