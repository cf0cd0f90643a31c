import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { lin, personHere, sessionWith, wu } from "#test/desk-answers.ts";
import { deskHere } from "#test/desk-at.ts";
import { ShownNounsContext } from "./noun/shown-nouns.ts";
import { books, nounKeys } from "./nouns.ts";
import { openedPart } from "./opened-part.tsx";
import { Root } from "./shell/Root.tsx";

/* For tests: all that stands around the screens, with what the nouns bring to it, and who sits in front of it. */

export function WholeDesk() {
  return (
    <ShownNounsContext value={{ books, keys: nounKeys }}>
      <Root />
    </ShownNounsContext>
  );
}

/** The whole desk, in front of which these people sit. */
export async function openedDesk(people: readonly PersonHere[], more: Partial<Session> = {}, at = "/duty/gate") {
  const edge = deskHere(people, more);
  return { edge, ...(await openedPart(<WholeDesk />, { around: "door", at })) };
}

/** Two who must prove anew who they are. */
export const lockedDesk = sessionWith([personHere(lin, { locked: true }), personHere(wu, { locked: true })]);

/** Who acts, as the browser keeps it. */
export function actingHere(): string | null {
  return sessionStorage.getItem("zhiban.acting");
}

/** The names that are pressed among the faces. */
export function pressedFaces(): (string | null)[] {
  return [...document.querySelectorAll(".faces [aria-pressed=true] .name")].map((each) => each.textContent);
}
