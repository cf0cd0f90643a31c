import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../ui/ActButton.tsx";
import { MatterDialog } from "./MatterDialog.tsx";
import { useMatterActs } from "./matter-acts.ts";

/** Lets an important matter pass, for those who may; others read who that is. */
export function ReleaseButton({ post, id }: { post: string; id: string }) {
  const { t } = useTranslation();
  const may = useMatterActs(post);
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActButton why={may.release ? [] : [t("matter:release.functionFirst")]} onAct={() => setOpen(true)}>
        {t("matter:release.open")}
      </ActButton>
      {open && <MatterDialog act="release" id={id} post={post} onClose={() => setOpen(false)} />}
    </>
  );
}
