import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NextAct } from "#duty/next-act.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { SignOnDialog } from "../attendance/SignOnDialog.tsx";
import { SignOnNote } from "../attendance/SignOnNote.tsx";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";

/** The one button of the next act: it does the act, opens its dialog, or leads to where it is done. */
export function NextButton({ post, next }: { post: string; next: Exclude<NextAct, { do: "wait" }> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { send, busy, problem } = useSend();
  const [isChanging, setChanging] = useState(false);
  // Whoever keeps watch writes where lines are written, which is always at hand.
  if (next.do === "nothing" || next.do === "keep-watch") return null;
  const name = { post, date: next.shift.date, shift: next.shift.shift };
  const from = next.do === "sign-on" ? next.recordOf : undefined;
  const toHandover = () => void navigate({ to: "/handover/$post/$date/$shift", params: name });
  const acts: Record<Exclude<(typeof next)["do"], "nothing" | "keep-watch">, () => void> = {
    "sign-on": () => (from === undefined ? void send("attendance.sign-on", name) : setChanging(true)),
    "sign-off": () => void send("attendance.sign-off", name),
    prepare: toHandover,
    "continue-handover": toHandover,
    "take-over": toHandover,
    "take-up": toHandover,
  };
  return (
    <div className="stack">
      {next.do === "sign-on" && <SignOnNote post={post} />}
      <ActButton main large block busy={busy} onAct={acts[next.do]}>
        {t(`attendance:next.${next.do}.act`)}
      </ActButton>
      {problem && <RefusalNote problem={problem} />}
      {isChanging && from !== undefined && <SignOnDialog at={name} from={from} onClose={() => setChanging(false)} />}
    </div>
  );
}
