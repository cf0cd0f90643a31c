import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PinResetOperation, PinUnlockOperation } from "#server/account/people-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { ask, CommandRefused, type KnownProblem } from "../door/ask.ts";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { useDeskPlace } from "../shell/acting.ts";
import { useSite } from "../site/site-query.ts";

type Help = "unlock" | "pin-reset";

/** A supervisor opens a locked PIN or starts a reset: never learns a PIN, always gives a reason. */
export function HelpColleague() {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { people } = useSite(site);
  const [person, setPerson] = useState("");
  const [reason, setReason] = useState("");
  const [done, setDone] = useState<{ readonly code?: string }>();
  const [problem, setProblem] = useState<KnownProblem>();
  const help = async (how: Help) => {
    setProblem(undefined);
    setDone(undefined);
    try {
      const order = { method: "POST", params: { person }, body: { reason: reason.trim() } } as const;
      const answer = await (how === "unlock"
        ? ask<PinUnlockOperation>("/api/people/:person/unlock", order)
        : ask<PinResetOperation>("/api/people/:person/pin-reset", order));
      setDone(answer ?? {});
      setReason("");
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
    }
  };
  const why = person === "" || reason.trim() === "" ? [t("account:colleague.first")] : [];
  return (
    <div className="stack way-out">
      <h3>{t("account:colleague.title")}</h3>
      <p className="small soft">{t("account:colleague.note")}</p>
      <label className="field">
        {t("account:colleague.who")}
        <select className="text" value={person} onChange={(event) => setPerson(event.target.value)}>
          <option value="">{t("account:colleague.choose")}</option>
          {people
            .filter((each) => !each.left && each.person !== acting.person)
            .map((each) => (
              <option key={each.person} value={each.person}>
                {each.name}
              </option>
            ))}
        </select>
      </label>
      <TextField label={t("account:colleague.reason")} rows={1} most={500} value={reason} onChange={setReason} />
      <div className="row top">
        <ActButton why={why} onAct={() => void help("unlock")}>
          {t("account:colleague.unlock")}
        </ActButton>
        {why.length === 0 && <ActButton onAct={() => void help("pin-reset")}>{t("account:colleague.reset")}</ActButton>}
      </div>
      {problem && <RefusalNote problem={problem} />}
      {done && (
        <p className="hint" role="status">
          {done.code === undefined ? t("account:colleague.unlocked") : t("account:colleague.code")}{" "}
          {done.code !== undefined && <strong className="code">{done.code}</strong>}
        </p>
      )}
    </div>
  );
}
