import { SearchOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { shiftInView } from "#duty/attendance/post-board.ts";
import type { Session } from "#server/account/account-answer.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useShownNouns } from "../noun/shown-nouns.ts";
import { useOwnPost } from "./first-post.ts";
import { Faces } from "./PeopleStrip.tsx";
import { booksOnPhone } from "./PostNav.tsx";
import { Settings } from "./Settings.tsx";
import "./more-sheet.css";

interface Props {
  readonly session: Session;
  readonly post: string | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** On a phone, what bar and tabs have no room for: who else is here, the other books of the post, the search, the settings. */
export function MoreSheet({ session, post, open, onClose }: Props) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const { books } = useShownNouns();
  const own = useOwnPost();
  const here = post ?? own;
  const at = shiftInView(useAttendanceAt(site, here ?? ""));
  return (
    <Dialog open={open} from="side" title={t("ui:nav.more")} onClose={onClose}>
      <div className="stack more-sheet">
        <Faces session={session} onChosen={onClose} />
        {here !== undefined &&
          at &&
          books.slice(booksOnPhone).map(({ to, label, Icon }) => (
            <Link
              key={to}
              to={to}
              params={{ post: here, date: at.date, shift: at.shift }}
              className="entry"
              onClick={onClose}
            >
              <Icon aria-hidden="true" />
              {t(label)}
            </Link>
          ))}
        <Link to="/search" className="entry" onClick={onClose}>
          <SearchOutlined aria-hidden="true" />
          {t("ui:nav.search")}
        </Link>
        <Settings named />
      </div>
    </Dialog>
  );
}
