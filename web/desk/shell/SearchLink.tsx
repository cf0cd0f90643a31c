import { SearchOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import "./search-link.css";

/** The way to the search, from every screen: on a wide one in the bar, on a narrow one, where that is full, beside the people. */
export function SearchLink({ on }: { on: "wide" | "narrow" }) {
  const { t } = useTranslation();
  return (
    <Link
      to="/search"
      className={`search-link ${on}-only`}
      activeProps={{ className: "active" }}
      aria-label={t("ui:nav.search")}
    >
      <SearchOutlined aria-hidden="true" />
    </Link>
  );
}
