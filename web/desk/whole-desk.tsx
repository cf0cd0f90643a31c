import { ShownNounsContext } from "./noun/shown-nouns.ts";
import { books, nounKeys } from "./nouns.ts";
import { Root } from "./shell/Root.tsx";

/** For tests: all that stands around the screens, with what the nouns bring to it. */
export function WholeDesk() {
  return (
    <ShownNounsContext value={{ books, keys: nounKeys }}>
      <Root />
    </ShownNounsContext>
  );
}
