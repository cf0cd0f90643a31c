import { LogoutOutlined, SettingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ScreenLanguage } from "../../language.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { AppearanceChoices } from "../account/AppearanceChoices.tsx";
import { HelpColleague } from "../account/HelpColleague.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSessionAct } from "../door/session-query.ts";

/** Language, light, size of type, and the way out. */
export function Settings() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [open, setOpen] = useState(false);
  const act = useSessionAct();
  const tell = (language: ScreenLanguage) =>
    void act("language", { person: acting.person, language }).catch(() => undefined);
  return (
    <>
      <Button
        type="text"
        className="settings-button"
        icon={<SettingOutlined aria-hidden="true" />}
        aria-label={t("ui:settings.title")}
        onClick={() => setOpen(true)}
      />
      <Dialog open={open} from="side" title={t("ui:settings.title")} onClose={() => setOpen(false)}>
        <div className="stack">
          <AppearanceChoices onLanguage={tell} />
          {acting.functions.length > 0 && <HelpColleague />}
          <WayOut />
        </div>
      </Dialog>
    </>
  );
}

function WayOut() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const act = useSessionAct();
  return (
    <div className="stack way-out">
      <h3>{t("account:signOut.title")}</h3>
      <p className="soft">{t("account:signOut.note")}</p>
      <Button
        icon={<LogoutOutlined aria-hidden="true" />}
        onClick={() => void act("sign-out", { person: acting.person })}
      >
        {t("account:signOut.one", { name: acting.name })}
      </Button>
      <Button onClick={() => void act("sign-out")}>{t("account:signOut.all")}</Button>
    </div>
  );
}
