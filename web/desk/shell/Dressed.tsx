import { App, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import simplified from "antd/locale/zh_CN";
import traditional from "antd/locale/zh_TW";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { lightOf, useAppearance } from "../../ui/appearance.ts";
import { themeOf } from "../../ui/theme.ts";
import "../../ui/base.css";
import "../../ui/pieces.css";
import "../../ui/controls.css";
import "../../ui/dialog.css";
import "../../ui/lists.css";

const locales = { "zh-CN": simplified, "zh-Hant": traditional, en };

/** What the server's page allows styles to be written with at run time; the attribute itself is hidden from scripts. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

/** The component library in our theme and in the language of the page. */
export function Dressed({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const appearance = useAppearance();
  const light = lightOf(appearance);
  const theme = useMemo(() => themeOf(light, appearance.size), [light, appearance.size]);
  const locale = locales[i18n.language as keyof typeof locales] ?? simplified;
  return (
    <ConfigProvider
      {...(nonce ? { csp: { nonce } } : {})}
      theme={theme}
      locale={locale}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App message={{ top: 72 }}>{children}</App>
    </ConfigProvider>
  );
}
