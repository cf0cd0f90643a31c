import { Button } from "antd";
import { useTranslation } from "react-i18next";

/** How many more of a long list each press brings. */
const atEachPress = 50;

/** The foot of a long list of which `left` do not stand there yet. */
export function ShowMore({ left, onMore }: { left: number; onMore: (more: number) => void }) {
  const { t } = useTranslation();
  if (left <= 0) return null;
  return (
    <p className="panel-foot">
      <Button block onClick={() => onMore(atEachPress)}>
        {t("ui:more", { count: Math.min(atEachPress, left) })}
      </Button>
    </p>
  );
}
