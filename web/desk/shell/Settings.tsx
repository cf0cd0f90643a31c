import { SettingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { helpsSomebody } from "#duty/person/may-help.ts";
import type { ScreenLanguage } from "../../languages/language.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { AppearanceChoices } from "../account/AppearanceChoices.tsx";
import { HelpColleague } from "../account/HelpColleague.tsx";
import { OwnDevice } from "../account/OwnDevice.tsx";
import { OwnSecrets } from "../account/OwnSecrets.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useLanguageTold } from "../door/session-query.ts";
import { LeavingDesk } from "./LeavingDesk.tsx";

/** Language, light, size of type, and the way out. `named`: its button says so in words. */
export function Settings({ named = false }: { named?: boolean }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [open, setOpen] = useState(false);
  const told = useLanguageTold();
  const tell = (language: ScreenLanguage) => told(acting.person, language);
  return (
    <>
      <Button
        type="text"
        className={named ? "settings-button entry" : "settings-button"}
        icon={<SettingOutlined aria-hidden="true" />}
        aria-label={t("ui:settings.title")}
        onClick={() => setOpen(true)}
      >
        {named && t("ui:settings.title")}
      </Button>
      <Dialog open={open} from="side" title={t("ui:settings.title")} onClose={() => setOpen(false)}>
        <div className="stack">
          <AppearanceChoices onLanguage={tell} />
          <OwnSecrets key={acting.person} person={acting.person} />
          {helpsSomebody(acting) && <HelpColleague />}
          <OwnDevice />
          <LeavingDesk />
        </div>
      </Dialog>
    </>
  );
}
