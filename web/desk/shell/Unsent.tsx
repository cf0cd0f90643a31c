import { OutboxStrip } from "../door/OutboxStrip.tsx";
import { Unheard } from "../refusal/Unheard.tsx";
import { UnsentWords } from "../refusal/UnsentWords.tsx";
import { LostHere } from "./LostHere.tsx";

/** What this browser has sent and is not done with: on its way, in which words, refused with nobody there to hear it, or lost. */
export function Unsent() {
  return (
    <>
      <OutboxStrip />
      <LostHere />
      <UnsentWords />
      <Unheard />
    </>
  );
}
