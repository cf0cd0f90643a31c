import { ShownNounsContext } from "./noun/shown-nouns.ts";
import { books, nounKeys } from "./nouns.ts";
import { openedPart } from "./opened-part.tsx";
import { Root } from "./shell/Root.tsx";

/* For tests: all that stands around the screens, with what the nouns bring to it. */

export function WholeDesk() {
  return (
    <ShownNounsContext value={{ books, keys: nounKeys }}>
      <Root />
    </ShownNounsContext>
  );
}

/** Opens the whole desk at an address. Who sits in front of it, the edge of the network says. */
export function openedDesk(at = "/duty/gate") {
  return openedPart(<WholeDesk />, { around: "door", at });
}

/** The names that are pressed among the faces. */
export function pressedFaces(): (string | null)[] {
  return [...document.querySelectorAll(".faces [aria-pressed=true] .name")].map((each) => each.textContent);
}
