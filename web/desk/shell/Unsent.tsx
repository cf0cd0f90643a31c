import { OutboxStrip } from "../door/OutboxStrip.tsx";
import { Unheard } from "../refusal/Unheard.tsx";
import { UnsentWords } from "../refusal/UnsentWords.tsx";

/** What this browser has sent and is not done with: on its way, in which words, or refused with nobody there to hear it. */
export function Unsent() {
  return (
    <>
      <OutboxStrip />
      <UnsentWords />
      <Unheard />
    </>
  );
}
