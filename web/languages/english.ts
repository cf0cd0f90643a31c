const files: Record<string, { default: Record<string, unknown> }> = import.meta.glob("./*.en.json", {
  eager: true,
});

/** The English texts by noun, in a chunk of their own. */
export const english = Object.fromEntries(
  Object.entries(files).map(([file, { default: texts }]) => [file.split("/").at(-1)?.split(".")[0] ?? file, texts]),
);
