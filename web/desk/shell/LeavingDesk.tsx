import { LogoutOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isUnsent } from "../../queue/item.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useOutbox } from "../door/outbox.ts";
import { SentFirst } from "../door/SentFirst.tsx";
import { askToSignOut } from "../door/session-query.ts";
import { useDeskChange } from "../door/use-desk-change.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";

type Who = "one" | "all";

/** Whoever acts leaves the desk, or all do. */
export function LeavingDesk() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const { change, busy, problem } = useDeskChange();
  const [going, setGoing] = useState<Who>("one");
  const signOut = (who: Who) => {
    setGoing(who);
    void change(() => askToSignOut(who === "one" ? { person: acting.person } : {}));
  };
  const waits = (who: Who) => ({ loading: busy && going === who, disabled: busy && going !== who });
  return (
    <div className="stack way-out">
      <h3>{t("account:signOut.title")}</h3>
      <p className="soft">{t("account:signOut.note")}</p>
      {busy ? <SentFirst /> : <StaysBehind />}
      {problem && <RefusalNote problem={problem} />}
      <Button icon={<LogoutOutlined aria-hidden="true" />} {...waits("one")} onClick={() => signOut("one")}>
        {t("account:signOut.one", { name: acting.name })}
      </Button>
      <Button {...waits("all")} onClick={() => signOut("all")}>
        {t("account:signOut.all")}
      </Button>
    </div>
  );
}

/** What was tried in vain and goes by nothing but its author at this browser. */
function StaysBehind() {
  const { t } = useTranslation();
  const needsAuthor = useOutbox().filter(
    ({ state, tries, proof }) =>
      tries > 0 && state !== "sending" && isUnsent({ state }) && (state === "author" || !proof),
  );
  if (needsAuthor.length === 0) return null;
  return <p className="hint">{t("account:signOut.staysBehind", { count: needsAuthor.length })}</p>;
}
