import { useTranslation } from "react-i18next";
import { wantsReason } from "#duty/handover/passing-matters.ts";
import type { HandoverMatter } from "#server/handover/handover-answer.ts";
import { TextField } from "../../ui/TextField.tsx";
import { ClassStatus } from "../matter/MatterRow.tsx";
import { useMatterWords } from "../site/matter-words.ts";
import { useHandover } from "./handover-desk.ts";
import type { PrepareDraft } from "./prepare-draft.ts";

interface Props {
  readonly matter: HandoverMatter;
  readonly draft: PrepareDraft;
  readonly change: (draft: PrepareDraft) => void;
}

/** One open matter, and why it passes unfinished. */
export function PrepareReason({ matter, draft, change }: Props) {
  const { t } = useTranslation();
  const { view, at } = useHandover();
  const words = useMatterWords();
  const asked = wantsReason(matter, view.rule);
  return (
    <div className="reason stack">
      <p className="row">
        <ClassStatus matter={matter} />
        <span className="wrap">{words(matter, at.post)}</span>
      </p>
      {asked && (
        <TextField
          label={<span className="small soft">{t("handover:prepare.reason")}</span>}
          rows={1}
          value={draft.reasons[matter.id] ?? ""}
          onChange={(reason) => change({ ...draft, reasons: { ...draft.reasons, [matter.id]: reason } })}
        />
      )}
    </div>
  );
}
