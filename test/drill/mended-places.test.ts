import { expect, test } from "vitest";
import { repository } from "../tidy/tree.ts";
import { mendings } from "./mendings/mended-places.ts";

/* The drill takes these out and runs seldom; that what it would take out is still there is asked with every change. */

const tree = repository();

test.each(Object.entries(mendings))("%s: it stands once where the drill would take it out", (_, { places }) => {
  const times = places.map(({ file, text }) => (tree.get(file) ?? "").split(text).length - 1);
  expect(places.length).toBeGreaterThan(0);
  expect(times).toEqual(places.map(() => 1));
});
