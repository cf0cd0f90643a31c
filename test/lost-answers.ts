import type { Browser } from "./browser.ts";
import { cast, type DeskStory, takesOver } from "./desk-story.ts";

/* A shared desk, at which the answer that brings a new cookie is lost on its way. */

export function tokenOf({ cookie }: Browser): string {
  return cookie.split("=")[1] ?? "";
}

/** What somebody carried away of a desk before, or another window of the same browser. */
export function copyOf(story: DeskStory, { cookie }: Browser): Browser {
  const copy = story.browser();
  copy.cookie = cookie;
  return copy;
}

/** Two sit there, and the first of them acts; the cookie has been shown. */
export async function sharedDesk(story: DeskStory): Promise<Browser> {
  const desk = await story.deskOf("lin", "wang");
  await takesOver(desk, cast.lin);
  await desk.get("/api/session");
  return desk;
}

/** The answer never reaches the browser: what it would have kept is in the hands of who is given back. */
export async function loseAnswer(
  story: DeskStory,
  desk: Browser,
  renew: (desk: Browser) => Promise<unknown>,
): Promise<Browser> {
  const lost = copyOf(story, desk);
  await renew(lost);
  if (lost.cookie === desk.cookie) throw new Error("no new cookie was given");
  return lost;
}

export async function peopleAt(browser: Browser) {
  const { people, locked } = (await browser.get("/api/session")).json();
  return { people: people.map((each: { person: string }) => each.person) as readonly string[], locked };
}

export async function touched(browser: Browser): Promise<number> {
  return (await browser.post("/api/session/touch")).statusCode;
}
