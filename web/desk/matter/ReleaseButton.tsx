import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../ui/ActButton.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { MatterDialog } from "./MatterDialog.tsx";

/** Lets an important matter pass, for those who may; others read who that is. */
export function ReleaseButton({ post, id }: { post: string; id: string }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActButton
        why={acting.functions.length === 0 ? [t("matter:release.functionFirst")] : []}
        onAct={() => setOpen(true)}
      >
        {t("matter:release.open")}
      </ActButton>
      {open && <MatterDialog act="release" id={id} post={post} onClose={() => setOpen(false)} />}
    </>
  );
}
