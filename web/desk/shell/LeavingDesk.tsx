import { LogoutOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useDeskPlace } from "../door/acting.ts";
import { askAfterHeld } from "../door/outbox.ts";
import { askToSignOut } from "../door/session-query.ts";
import { useDeskChange } from "../door/use-desk-change.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";

/** Whoever acts leaves the desk, or all do. */
export function LeavingDesk() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const { change, problem } = useDeskChange();
  const signOut = (body: { person?: string }) => void change(askAfterHeld(() => askToSignOut(body)));
  return (
    <div className="stack way-out">
      <h3>{t("account:signOut.title")}</h3>
      <p className="soft">{t("account:signOut.note")}</p>
      {problem && <RefusalNote problem={problem} />}
      <Button icon={<LogoutOutlined aria-hidden="true" />} onClick={() => signOut({ person: acting.person })}>
        {t("account:signOut.one", { name: acting.name })}
      </Button>
      <Button onClick={() => signOut({})}>{t("account:signOut.all")}</Button>
    </div>
  );
}
