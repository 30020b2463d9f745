"""Cards as Microsoft's own renderer draws them, in the colours of Teams' three themes."""

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from tests.browser.playground import HERE

Json = dict[str, Any]

_SCRIPTS = ("markdown-it/dist/markdown-it.min.js", "adaptivecards/dist/adaptivecards.js")
_MODULES = HERE / "node_modules"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours that a host gives to its cards: what the card stands on, an emphasised
    container, text, quiet text, links, and the three colours that speak."""

    ground: str
    emphasis: str
    text: str
    quiet: str
    link: str
    attention: str
    good: str
    warning: str


# Fluent's neutral and status colours, as Teams uses them.
THEMES = {
    "light": Theme(
        "#ffffff", "#f5f5f5", "#242424", "#616161", "#4f52b2", "#b10e1c", "#0e700e", "#835b00"
    ),
    "dark": Theme(
        "#292929", "#1f1f1f", "#ffffff", "#adadad", "#aab0ff", "#ff99a4", "#9ad29a", "#fdcf8a"
    ),
    "contrast": Theme(
        "#000000", "#000000", "#ffffff", "#ffffff", "#ffff01", "#ffff01", "#3ff23f", "#ffff01"
    ),
}

# The renderer's own slips: its pattern for languages remembers where it stopped the last time, and
# it marks whatever has been shown or hidden as a thing that opens.
_WRONGLY_SAID = tuple(f'Invalid value "{tag}" for property "lang".' for tag in ("en", "cy"))
_WRONGLY_MARKED = ".ac-container[aria-expanded]:not([role])"

_DRAW = """([card, config, colours]) => {
  const page = document.getElementById("card");
  page.replaceChildren();
  document.body.style.background = colours.ground;
  document.body.style.color = colours.text;
  const markdown = window.markdownit();
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text);
    result.didProcess = true;
  };
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(config);
  window.chosen = [];
  window.sent = [];
  drawn.onExecuteAction = (action) => {
    window.chosen.push(action.toJSON());
    window.sent.push({ verb: action.verb, data: action.data });
  };
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  drawn.parse(card, context);
  page.appendChild(drawn.render());
  const problems = [];
  for (let at = 0; at < context.eventCount; at++) problems.push(context.getEventAt(at).message);
  for (const failed of drawn.validateProperties().validationEvents) problems.push(failed.message);
  return problems;
}"""


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
  <head>
    <title>A chat</title>
    <style>
      body { margin: 0; padding: 12px; font: 14px "Segoe UI", sans-serif }
      h1 { font-size: 12px; margin: 0 }
      button, input, textarea, select { font: inherit; min-height: 24px }
    </style>
  </head>
  <body><main><h1>Chat</h1><div id="card"></div></main></body>
</html>"""
_LINKS = "#card a {{ color: {}; text-decoration: underline }}"


class Renderer:
    """A page with a card on it, as wide as a chat."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def open(cls, browser: Browser, width: int = 720) -> "Renderer":
        page = await browser.new_page(
            viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        await page.set_content(_PAGE)
        for script in _SCRIPTS:
            await page.add_script_tag(path=_MODULES / script)
        await page.add_style_tag(path=_MODULES / "adaptivecards/dist/adaptivecards.css")
        return cls(page)

    async def draw(self, card: Json, theme: Theme) -> list[str]:
        """Draw a card; the outcome is what the renderer did not understand."""
        card = {key: value for key, value in card.items() if key != "msteams"}
        colours = {"ground": theme.ground, "text": theme.text}
        said = await self.page.evaluate(_DRAW, [card, host_config(theme), colours])
        await self.page.add_style_tag(content=_LINKS.format(theme.link))
        return [line for line in said if line not in _WRONGLY_SAID]

    async def sent(self) -> Json:
        """What the action pressed last sends, with the boxes as the renderer gathers them."""
        return dict(await self.page.evaluate("window.sent.at(-1)"))

    async def barriers(self) -> list[str]:
        """What axe finds wrong with the card as drawn."""
        unmark = "(all) => document.querySelectorAll(all).forEach(e => e.ariaExpanded = null)"
        await self.page.evaluate(unmark, _WRONGLY_MARKED)
        found = await Axe().run(self.page)
        return [
            f"{broken['id']}: {node['target']} {node['html'][:120]}"
            for broken in found.response["violations"]
            for node in broken["nodes"]
        ]

    async def overflow(self) -> int:
        """By how many pixels the card is wider than the window."""
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(await self.page.evaluate(script))


def host_config(theme: Theme) -> Json:
    """What the renderer wants to know of its host."""

    def colours(text: str) -> Json:
        named = {
            "default": text,
            "accent": theme.link,
            "attention": theme.attention,
            "good": theme.good,
            "warning": theme.warning,
            "dark": text,
            "light": text,
        }
        return {name: {"default": c, "subtle": _quiet(c, theme)} for name, c in named.items()}

    def style(ground: str) -> Json:
        return {"backgroundColor": ground, "foregroundColors": colours(theme.text)}

    return {
        "supportsInteractivity": True,
        "fontFamily": "'Segoe UI', sans-serif",
        "actions": {"maxActions": 6, "actionsOrientation": "horizontal", "buttonSpacing": 8},
        "containerStyles": {"default": style(theme.ground), "emphasis": style(theme.emphasis)},
        "spacing": {"small": 4, "default": 8, "medium": 12, "large": 16, "padding": 12},
        "textBlock": {"headingLevel": 2},
        "textStyles": {"heading": {"weight": "bolder", "size": "large"}},
        "inputs": {
            "label": {
                "requiredInputs": {"weight": "bolder", "suffix": " (required)"},
                "optionalInputs": {"weight": "bolder"},
            },
            "errorMessage": {"color": "attention"},
        },
    }


def _quiet(colour: str, theme: Theme) -> str:
    return theme.quiet if colour == theme.text else colour
