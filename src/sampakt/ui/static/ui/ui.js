/* What the pages gain from a script. Every page works without it. */
"use strict";

window.dsWarnings = false;

/* Open menus close on Escape and on a click outside them. */
const openMenus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/* The button that prints the page is of use only where scripts run. */
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;

/* A swapped part that failed says so, instead of leaving the old one in silence. */
const tellNoAnswer = () => {
  const place = document.getElementById("news");
  if (!place) return;
  const alert = document.createElement("div");
  alert.className = "ds-alert news";
  alert.dataset.color = "danger";
  alert.setAttribute("role", "alert");
  alert.append(Object.assign(document.createElement("p"), { className: "ds-paragraph", textContent: document.body.dataset.noAnswer }));
  place.replaceChildren(alert);
  place.scrollIntoView({ block: "nearest" });
};
document.addEventListener("htmx:responseError", tellNoAnswer);
document.addEventListener("htmx:sendError", tellNoAnswer);
