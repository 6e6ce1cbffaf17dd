// Tables and pictures that scroll can be reached by the keyboard, also once a window is made narrower.
const reach = () => {
  for (const one of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset p:has(> img)")) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
  }
};
document$.subscribe(reach);
addEventListener("resize", reach);
