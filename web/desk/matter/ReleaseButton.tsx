import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../ui/ActButton.tsx";
import { MatterDialog } from "./MatterDialog.tsx";

/** Lets an important matter pass, for those who may; others read who that is. */
export function ReleaseButton({ post, id, mayRelease }: { post: string; id: string; mayRelease: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActButton why={mayRelease ? [] : [t("matter:release.functionFirst")]} onAct={() => setOpen(true)}>
        {t("matter:release.open")}
      </ActButton>
      {open && <MatterDialog act="release" id={id} post={post} onClose={() => setOpen(false)} />}
    </>
  );
}
