import { useTranslation } from "react-i18next";
import { languages, type ScreenLanguage, speak } from "../../languages/language.ts";
import { choose, useAppearance } from "../../ui/appearance.ts";
import { Choices } from "../../ui/Choices.tsx";

/** Language, light and size of type of this browser. `onLanguage`: where somebody is signed in, the choice is also theirs on the next desk. */
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
