import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Nothing here yet: what it means and what to do. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <p className="big">{title}</p>
      {children}
    </div>
  );
}

/** Something is coming; as high as what will stand there, so that nothing jumps. */
export function Waiting({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="waiting" aria-busy="true">
      <span className="for-readers">{t("ui:waiting")}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** It did not come: what failed, what is safe, what to do. */
export function Broken({ what, onRetry }: { what: string; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="nothing" role="alert">
      <p className="big">{what}</p>
      <p>{t("ui:broken.safe")}</p>
      <Button onClick={onRetry}>{t("ui:broken.retry")}</Button>
    </div>
  );
}
