import { SearchOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import "./search-link.css";

/** The way to the search in the bar of a wide screen; a narrow one has it behind its last tab. */
export function SearchLink() {
  const { t } = useTranslation();
  return (
    <Link
      to="/search"
      className="search-link wide-only"
      activeProps={{ className: "active" }}
      aria-label={t("ui:nav.search")}
    >
      <SearchOutlined aria-hidden="true" />
    </Link>
  );
}
