import { FaultsPanel } from "./FaultsPanel.tsx";
import { HindrancesPanel } from "./HindrancesPanel.tsx";
import { useHandover } from "./handover-desk.ts";
import { KitPanel } from "./KitPanel.tsx";
import { MattersPanel } from "./MattersPanel.tsx";
import { OutgoingPanel } from "./OutgoingPanel.tsx";
import { ProblemsPanel } from "./ProblemsPanel.tsx";
import { RecordsPanel } from "./RecordsPanel.tsx";
import { SignaturesPanel } from "./SignaturesPanel.tsx";
import { SignBar } from "./SignBar.tsx";

/**
 * The parts of a hand-over that has begun, in the order in which two people go through it: what is lacking, what is looked through, the
 * signatures. Where the screen is wide the first and the last stand in one column, which never moves.
 */
export function HandoverParts() {
  const { state } = useHandover();
  if (state.phase === "open")
    return (
      <>
        <FaultsPanel />
        <OutgoingPanel />
      </>
    );
  return (
    <>
      <FaultsPanel />
      <div className={state.phase === "prepared" ? "handover" : "handover over"}>
        {state.phase === "prepared" && <HindrancesPanel />}
        <div className="handover-things">
          <KitPanel />
          <ProblemsPanel />
          <OutgoingPanel />
        </div>
        <div className="handover-papers">
          <MattersPanel />
          <RecordsPanel />
        </div>
        <div className="handover-sides">
          <SignaturesPanel />
        </div>
      </div>
      {state.phase === "prepared" && <SignBar />}
    </>
  );
}
