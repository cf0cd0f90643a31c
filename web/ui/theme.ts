import { type ThemeConfig, theme } from "antd";
import { fontFamily, type Light, lineHeight, measures, palettes, radius, type TypeSize } from "./tokens.ts";

/** Whoever wants no motion gets none: a closing that is not drawn would otherwise be waited for without end, over the screen. */
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

/** The component library dressed in our tokens. */
export function themeOf(light: Light, size: TypeSize): ThemeConfig {
  const colour = palettes[light];
  const { body, touch } = measures[size];
  return {
    algorithm: light === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: "zhiban" },
    token: {
      colorPrimary: colour.accent,
      colorLink: colour.accent,
      colorInfo: colour.accent,
      colorSuccess: colour.well,
      colorWarning: colour.overdue,
      colorError: colour.fire,
      colorBgLayout: colour.ground,
      colorBgContainer: colour.surface,
      colorBgElevated: colour.raised,
      colorBorder: colour.lineStrong,
      colorBorderSecondary: colour.line,
      colorText: colour.text,
      colorTextSecondary: colour.textSoft,
      colorTextTertiary: colour.textFaint,
      colorTextPlaceholder: colour.textFaint,
      colorTextDisabled: colour.textFaint,
      colorTextLightSolid: colour.onAccent,
      fontFamily,
      fontSize: body,
      lineHeight,
      borderRadius: radius,
      borderRadiusLG: radius + 2,
      controlHeight: touch,
      controlHeightLG: touch + 8,
      controlHeightSM: touch,
      controlOutlineWidth: 3,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
      linkDecoration: "underline",
      linkHoverDecoration: "underline",
      motion: !still.matches,
      wireframe: false,
    },
    components: {
      Button: {
        fontWeight: 500,
        primaryColor: colour.onAccent,
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        dangerColor: light === "dark" ? colour.ground : "#ffffff",
      },
      Segmented: { trackBg: colour.sunken, itemSelectedBg: colour.surface, itemColor: colour.textSoft },
      Tooltip: { colorBgSpotlight: colour.text, colorTextLightSolid: colour.surface },
    },
  };
}
