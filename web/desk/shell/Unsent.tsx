import { OutboxStrip } from "../door/OutboxStrip.tsx";
import { Unheard } from "../refusal/Unheard.tsx";

/** What this tab has sent and is not done with: on its way, or refused with nobody there to hear it. */
export function Unsent() {
  return (
    <>
      <OutboxStrip />
      <Unheard />
    </>
  );
}
