"""Theme to Qt: the palette of every role and the few style rules that a palette cannot say (look.md section 2)."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from newsreader.ui.look import Look, colour_of

_ROLES = (
    (QPalette.ColorRole.Window, "list"),
    (QPalette.ColorRole.WindowText, "fg"),
    (QPalette.ColorRole.Base, "read"),
    (QPalette.ColorRole.AlternateBase, "list"),
    (QPalette.ColorRole.Text, "fg"),
    (QPalette.ColorRole.PlaceholderText, "fg3"),
    (QPalette.ColorRole.Button, "field"),
    (QPalette.ColorRole.ButtonText, "fg"),
    (QPalette.ColorRole.BrightText, "on_accent"),
    (QPalette.ColorRole.ToolTipBase, "raised"),
    (QPalette.ColorRole.ToolTipText, "fg"),
    (QPalette.ColorRole.Highlight, "text_sel"),
    (QPalette.ColorRole.HighlightedText, "on_selection"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "link"),
    (QPalette.ColorRole.LinkVisited, "link"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "strong"),
    (QPalette.ColorRole.Dark, "control"),
    (QPalette.ColorRole.Shadow, "shadow"),
)
_TEXTS = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)

# No rule asks for a property (`QPushButton[kind="primary"]`): Qt asks every widget for it before it looks at the class.
_RULES = """
QToolTip { background: ${raised}; color: ${fg}; border: 1px solid ${line_raised}; padding: ${p4}px ${p6}px; }
QLineEdit {
  background: ${field}; color: ${fg}; border: 1px solid ${strong}; border-radius: ${p7}px;
  padding: 1px; selection-background-color: ${text_sel}; selection-color: ${on_selection};
  placeholder-text-color: ${fg3};
}
QLineEdit:hover { border-color: ${control}; }
QLineEdit:focus { border: 2px solid ${accent}; padding: 0; }
QLineEdit:disabled { color: ${disabled}; }
ValueField, ValueField:hover, ValueField:focus { border: none; background: transparent; padding: 0; margin: 0; }
QPushButton {
  background: ${field}; color: ${fg}; border: 1px solid ${strong}; border-radius: ${p6}px;
  padding: 1px ${p13}px; min-height: ${p28}px; font-weight: 500;
}
QPushButton:hover { background: ${hover}; border-color: ${control}; }
QPushButton:pressed { background: ${press}; }
QPushButton:checked { background: ${tint}; border-color: ${accent}; }
QPushButton:focus { border: 2px solid ${accent}; padding: 0 ${p12}px; }
QPushButton:disabled { color: ${disabled}; }
QPushButton#primary { background: ${accent}; color: ${on_accent}; border-color: ${accent}; font-weight: 600;
  padding: 1px ${p16}px; }
QPushButton#primary:focus { border-color: ${fg}; padding: 0 ${p15}px; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: ${p6}px; padding: 0; }
QToolButton:hover { background: ${hover}; }
QToolButton:pressed { background: ${press}; }
QToolButton:checked { background: ${checked}; }
Navigation QToolButton:checked { background: transparent; }
Navigation QToolButton:hover { background: ${sel_idle}; }
QToolButton:focus { border: 2px solid ${accent}; }
QToolButton::menu-indicator { image: none; }
QMenu { background: ${raised}; color: ${fg}; border: 1px solid ${line_raised}; padding: ${p6}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: ${p5}px; }
QMenu::item:selected { background: ${tint_raised}; color: ${on_tint}; }
QMenu::item:disabled { color: ${disabled}; }
QMenu::separator { height: 1px; background: ${line_raised}; margin: ${p5}px ${p8}px; }
QMenuBar { background: ${nav}; color: ${fg}; }
QMenuBar::item { padding: ${p4}px ${p8}px; background: transparent; }
QMenuBar::item:selected { background: ${press}; }
QScrollBar:vertical { background: transparent; width: ${p12}px; margin: 2px ${p3}px; }
QScrollBar::handle:vertical { background: ${hair}; border-radius: ${thumb}px; min-height: ${p32}px; }
QScrollBar:horizontal { background: transparent; height: ${p12}px; margin: ${p3}px 2px; }
QScrollBar::handle:horizontal { background: ${hair}; border-radius: ${thumb}px; min-width: ${p32}px; }
QScrollBar::handle:hover { background: ${control}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: ${hair}; }
"""

_HIGH = """
QPushButton:hover, QLineEdit:hover { border-color: ${accent}; }
QPushButton:pressed, QPushButton#primary:pressed { border: 2px solid ${fg}; padding: 0 ${p12}px; }
QPushButton:checked { background: ${accent}; color: ${on_accent}; }
QPushButton:focus { border: 1px solid ${fg}; padding: 1px ${p13}px; }
QPushButton#primary:focus { border-color: ${accent}; padding: 1px ${p16}px; }
QToolButton:focus { border-color: transparent; }
QToolButton:hover, QToolButton:checked { border-color: ${fg}; }
QToolButton:pressed { border-color: ${accent}; }
QMenuBar::item:selected { background: ${accent}; color: ${on_accent}; }
"""
"""In high contrast no ground tells a state; a rim does. It takes no more room than the rim it stands for, and that of
the focus stands a pixel away (`focus_rim`)."""


def palette(look: Look) -> QPalette:
    """Every role of QPalette from the tokens; disabled texts take `disabled`, inactive windows look active."""
    result = QPalette()
    for role, token in _ROLES:
        result.setColor(role, look.ink("fg", "text_sel") if token == "on_selection" else look.colour(token))
    for role in _TEXTS:
        result.setColor(QPalette.ColorGroup.Disabled, role, colour_of(look.theme.disabled))
    return result


def style_sheet(look: Look) -> str:
    """The rules for fields, buttons, menus, scroll bars and tooltips; focus never changes a widget's geometry."""
    names = {name: str(getattr(look.theme, name)) for name in look.theme.__slots__ if name not in ("name", "dark")}
    lengths = {f"p{n}": str(look.px(n)) for n in (3, 4, 5, 6, 7, 8, 12, 13, 15, 16, 24, 28, 32)}
    # More than half of its width, and Qt draws a scroll bar's handle with no round corner at all.
    lengths["thumb"] = str((look.px(12) - 2 * look.px(3)) // 2)
    names["on_selection"] = look.ink("fg", "text_sel").name()
    names["on_tint"] = look.ink("fg", "tint_raised").name()
    names |= lengths | {"checked": look.theme.hover}
    rules = _filled(_RULES, names)
    return rules + _filled(_HIGH, names) if look.theme.high else rules


def _filled(rules: str, names: dict[str, str]) -> str:
    """The rules with what each `${name}` stands for, as `string.Template` does it; importing that takes 0.6 ms."""
    first, *rest = rules.split("${")
    return first + "".join(names[name] + after for name, _, after in (part.partition("}") for part in rest))
