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

/* What failed says so where the page tells its news, instead of leaving things in silence. */
const tellFailed = (words) => {
  const place = document.getElementById("news");
  if (!place) return;
  const alert = document.createElement("div");
  alert.className = "ds-alert news";
  alert.dataset.color = "danger";
  alert.setAttribute("role", "alert");
  alert.append(Object.assign(document.createElement("p"), { className: "ds-paragraph", textContent: words }));
  place.replaceChildren(alert);
  place.scrollIntoView({ block: "nearest" });
};
const tellNoAnswer = () => tellFailed(document.body.dataset.noAnswer);
document.addEventListener("htmx:responseError", tellNoAnswer);
document.addEventListener("htmx:sendError", tellNoAnswer);

/* A passkey that could not be made or used: browsers refuse addresses that are numbers (SecurityError). */
document.addEventListener("allauth.error", (event) => {
  const { keyAddress, keyFailed } = document.body.dataset;
  tellFailed(event.detail.exception?.name === "SecurityError" ? keyAddress : keyFailed);
});
