import { useTranslation } from "react-i18next";
import { turnNamed } from "#duty/grammar/presence.ts";
import type { CallNow } from "#server/ledger/calls-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";

/** Somebody of the same post has left at once: whoever is called about it says that they have heard, and needs no other answer. */
export function HearCall({ call: { stream }, first }: { call: CallNow; first: boolean }) {
  const { t } = useTranslation();
  const names = useNames();
  const { send, busy, problem } = useSend();
  const left = turnNamed(stream.id);
  return (
    <div className="stack">
      <p>{t("ledger:calls.leftAtOnce", { name: names.person(left.person) })}</p>
      <ActButton block main={first} busy={busy} onAct={() => void send("absence.hear", left)}>
        {t("absence:hear")}
      </ActButton>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}
