import { OutboxStrip } from "../door/OutboxStrip.tsx";
import { Unheard } from "../refusal/Unheard.tsx";
import { UnsentWords } from "../refusal/UnsentWords.tsx";
import { LostHere } from "./LostHere.tsx";
import "./unsent.css";

/**
 * What this browser has sent and is not done with: on its way, in which words, refused with nobody there to hear it, or lost. What comes and goes by
 * itself, as the network does, stands where it moves nothing that somebody is about to press.
 */
export function Unsent() {
  return (
    <>
      <div className="unsent-strip">
        <OutboxStrip />
        <UnsentWords />
      </div>
      <LostHere />
      <Unheard />
    </>
  );
}
