import { PhoneFilled } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ToDo } from "#server/overview/overview-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Moment, When } from "../../ui/When.tsx";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { functionName, useNames } from "../site/names.ts";
import { useOwedWords } from "./owed-words.ts";
import { RuleLinks } from "./RuleLinks.tsx";

/** The worst call that nobody has answered: what it is about, who was called, who is next and when, and the one solid button of the screen. */
export function CallCard({ call }: { call: ToDo }) {
  const { t } = useTranslation();
  const names = useNames();
  const words = useOwedWords();
  const { send, busy, problem } = useSend();
  const { noun, id } = call.stream;
  const next = call.ladder.find(({ called }) => !called);
  return (
    <li className="overview-call">
      <div className="row spread">
        <span className="overview-calling">
          <PhoneFilled aria-hidden="true" />
          {t("overview:kind.call")}
        </span>
        <RuleLinks rules={call.rules} />
      </div>
      <p className="overview-call-title">{t("overview:titled", { post: names.post(call.post), what: words(call) })}</p>
      <p>
        {t("overview:dueAt")} <When at={call.dueAt} />
      </p>
      <ol className="overview-ladder">
        {call.ladder.map((rung) => (
          <li key={`${rung.call}${rung.at}`} className={rung.called ? "called" : undefined}>
            <span className="who">{functionName(rung.call)}</span>
            {rung.called ? (
              <span className="state">
                <Moment at={rung.at} /> {t("overview:called")}
              </span>
            ) : rung === next ? (
              <span className="state next">
                <When at={rung.at} />
              </span>
            ) : (
              <span className="state">
                <Moment at={rung.at} />
              </span>
            )}
          </li>
        ))}
      </ol>
      <div className="overview-call-acts">
        <ActButton
          main
          large
          block
          busy={busy}
          onAct={() => void send("ledger.acknowledge", { stream: { noun, id }, key: call.key })}
        >
          {t("ledger:acknowledge")}
        </ActButton>
        <Link to="/duty/$post" params={{ post: call.post }} className="overview-button">
          {t("overview:toPost")}
        </Link>
      </div>
      {problem && <RefusalNote problem={problem} />}
    </li>
  );
}
