import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { mayStandIn } from "#duty/handover/stand-in.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { functionsHeldAt, useDeskPlace } from "../door/acting.ts";
import { useOwnDraft } from "../door/own-draft.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useHandover } from "./handover-desk.ts";

/** Where nobody of the outgoing shift is left, a superior hands over in its place. */
export function StandInForm() {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { at, view } = useHandover();
  const [reason, change, drop] = useOwnDraft("stand-in", shiftId(at), "");
  const { send, busy, problem } = useSend();
  const may = mayStandIn(view.rule, functionsHeldAt(acting, { site, post: at.post }));
  const why = may ? [] : [t("handover:standIn.functionFirst")];
  return (
    <div className="stack">
      <TextField label={t("handover:standIn.reason")} value={reason} onChange={change} />
      <ActButton
        busy={busy}
        why={why.length === 0 && reason.trim() === "" ? [t("handover:reopen.reasonFirst")] : why}
        onAct={async () => {
          if (await send("handover.stand-in", { ...at, reason: reason.trim() }, { untilAnswered: true })) drop();
        }}
      >
        {t("handover:standIn.go")}
      </ActButton>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}
