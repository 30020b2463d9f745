// Inside Teams: follow its theme, and sign in without a page of Entra's, which no frame may show.
(() => {
  "use strict";
  const own = document.currentScript.dataset;
  const framed = window.parent !== window;
  const status = document.getElementById("signing-in");
  const say = (words) => { if (status) status.textContent = words; };

  const library = () => new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: own.library, integrity: own.integrity, crossOrigin: "anonymous" });
    script.onload = done;
    script.onerror = () => failed(new Error("library"));
    document.head.append(script);
  });

  const show = (theme) => document.documentElement.setAttribute("data-theme", theme || "default");

  const greet = async () => {
    await library();
    const { app } = window.microsoftTeams;
    await app.initialize();
    app.notifySuccess();
    app.registerOnThemeChangeHandler(show);
    show((await app.getContext()).app.theme);
  };

  const signIn = async () => {
    say("Signing you in…");
    const token = await window.microsoftTeams.authentication.getAuthToken();
    const sent = await fetch("/sign-in/teams", { method: "POST", body: new URLSearchParams({ teams: token }) });
    if (!sent.ok) return say(await sent.text());
    const kept = await fetch("/sign-in/teams");
    if (!kept.ok) return say("This app keeps no cookies, so you cannot be signed in here. Open the page in a browser instead.");
    if (own.to) return location.replace(own.to + location.hash);
    return say("You are signed in again. Now press “Send it again”.");
  };

  if (framed) {
    const link = document.getElementById("sign-in");
    if (link) Object.assign(link, { target: "_blank", rel: "noopener" });
    greet()
      .then(() => status && signIn())
      .catch(() => say("Teams did not sign you in. Reload the tab, or open the page in a browser."));
  } else if (own.to) {
    location.replace(`/sign-in/start?to=${encodeURIComponent(own.to + location.hash)}`);
  }
})();
