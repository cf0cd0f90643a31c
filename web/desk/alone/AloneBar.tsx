import { LockOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Mark } from "../../ui/Wordmark.tsx";
import { type OpenedHere, shutAlone } from "../door/alone.ts";
import { SiteClock } from "../site/SiteClock.tsx";

/** Where one is, who has opened it, what time it is, and the lock. */
export function AloneBar({ opened: { person, site } }: { opened: OpenedHere }) {
  const { t } = useTranslation();
  return (
    <header className="bar">
      <Mark size={30} />
      <span className="site-name">{site.name}</span>
      <strong>{person.name}</strong>
      <SiteClock />
      <Button icon={<LockOutlined aria-hidden="true" />} onClick={shutAlone}>
        {t("account:lock.now")}
      </Button>
    </header>
  );
}
