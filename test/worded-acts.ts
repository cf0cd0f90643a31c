import { dutyBodies } from "./duty-bodies.ts";
import { setUpBodies } from "./set-up-bodies.ts";

type Sent = Readonly<Record<string, unknown>>;

/** One of every act, its words replaced by these. Most are refused by their rules; of line and matter some are carried out. */
export function wordedActs(
  words: string,
  { line: shift, dueAt }: { readonly line: Sent; readonly dueAt: number },
): { act: string; body: Sent }[] {
  const taken = Object.entries({ ...setUpBodies, ...dutyBodies }).map(([act, { body, edges = [] }]) => {
    const free = edges.flatMap(([key, value]) =>
      typeof value === "string" && typeof body[key] === "string" ? [key] : [],
    );
    return { act, body: { ...body, ...Object.fromEntries(free.map((key) => [key, words])) } };
  });
  const line = { ...shift, text: words, category: "routine", photos: [] };
  const matter = { post: shift.post, class: "important", text: words, dueAt };
  return [...taken, { act: "log.write-line", body: line }, { act: "matter.open", body: matter }];
}
