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

/** The parts of a hand-over that has begun, in the order in which two people go through it. */
export function HandoverParts() {
  const { state } = useHandover();
  if (state.phase === "open") return <OutgoingPanel />;
  return (
    <>
      {state.phase === "completed" && <FaultsPanel />}
      <div className="handover">
        <div className="stack">
          <OutgoingPanel />
          <KitPanel />
          <MattersPanel />
        </div>
        <div className="stack">
          <SignaturesPanel />
          {state.phase === "prepared" && <HindrancesPanel />}
          <RecordsPanel />
          <ProblemsPanel />
        </div>
      </div>
      {state.phase === "prepared" && <SignBar />}
    </>
  );
}
