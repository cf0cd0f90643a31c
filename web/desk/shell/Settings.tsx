import { LogoutOutlined, SettingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LanguageChoiceOperation } from "#server/account/account-answer.ts";
import { languages, type ScreenLanguage, speak } from "../../language.ts";
import { choose, useAppearance } from "../../ui/appearance.ts";
import { Choices } from "../../ui/Choices.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { HelpColleague } from "../account/HelpColleague.tsx";
import { askToSignOut, useNewSession } from "../account/session-query.ts";
import { ask } from "../door/ask.ts";
import { useDeskPlace } from "./acting.ts";

/** Language, light, size of type, and the way out. */
export function Settings() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [open, setOpen] = useState(false);
  const keep = useNewSession();
  const tell = (language: ScreenLanguage) => {
    const body = { person: acting.person, language };
    const asked = ask<LanguageChoiceOperation>("/api/session/language", { method: "POST", body });
    void keep(asked).catch(() => undefined);
  };
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

/** `onLanguage`: where somebody is signed in, the choice is also theirs on the next desk. */
export function AppearanceChoices({ onLanguage }: { onLanguage?: (language: ScreenLanguage) => void }) {
  const { t, i18n } = useTranslation();
  const appearance = useAppearance();
  return (
    <div className="stack settings">
      <h3>{t("ui:settings.language")}</h3>
      <Choices
        label={t("ui:settings.language")}
        options={languages}
        chosen={i18n.language as ScreenLanguage}
        onChoose={(language) => {
          void speak(language, { remember: true });
          onLanguage?.(language);
        }}
      />
      <h3>{t("ui:settings.light")}</h3>
      <Choices
        label={t("ui:settings.light")}
        options={(["auto", "light", "dark"] as const).map((key) => ({ key, name: t(`ui:settings.lights.${key}`) }))}
        chosen={appearance.light}
        onChoose={(light) => choose({ light })}
      />
      <h3>{t("ui:settings.size")}</h3>
      <Choices
        label={t("ui:settings.size")}
        options={(["ordinary", "large"] as const).map((key) => ({ key, name: t(`ui:settings.sizes.${key}`) }))}
        chosen={appearance.size}
        onChoose={(size) => choose({ size })}
      />
    </div>
  );
}

function WayOut() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const keep = useNewSession();
  return (
    <div className="stack way-out">
      <h3>{t("account:signOut.title")}</h3>
      <p className="soft">{t("account:signOut.note")}</p>
      <Button
        icon={<LogoutOutlined aria-hidden="true" />}
        onClick={() => void keep(askToSignOut({ person: acting.person }))}
      >
        {t("account:signOut.one", { name: acting.name })}
      </Button>
      <Button onClick={() => void keep(askToSignOut({}))}>{t("account:signOut.all")}</Button>
    </div>
  );
}
