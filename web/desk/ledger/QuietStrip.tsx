import { BellFilled } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { useCallSound } from "./call-sound.ts";

interface Props {
  /** How many calls sound. */
  readonly waiting: number;
  readonly sound: ReturnType<typeof useCallSound>;
  readonly locked?: boolean;
}

/** How many calls sound, and quiet for a minute: for screens that show the calls themselves, or may not say what they are about. */
export function QuietStrip({ waiting, sound, locked = false }: Props) {
  const { t } = useTranslation();
  if (waiting === 0) return null;
  return (
    <section
      className={locked ? "calls-strip locked" : "calls-strip"}
      role="alert"
      aria-label={t("ledger:calls.title")}
    >
      <BellFilled aria-hidden="true" />
      <span className="what">{t("ledger:calls.waiting", { count: waiting })}</span>
      <Button disabled={sound.isQuiet} onClick={sound.beQuiet}>
        {t(sound.isQuiet ? "ledger:calls.quiet" : "ledger:calls.beQuiet")}
      </Button>
    </section>
  );
}
