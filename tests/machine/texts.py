"""What people write: any Unicode at all, and what has broken bots before."""

from hypothesis import strategies as st

NASTY = (
    "\x00", "a\x00b", "\ud83d", "\udc4d half", "\u202eevil\u202c", "\u2066\u2067\u2069", "\u200d",
    "👩‍👩‍👧‍👦" * 400, "👍🏽" * 1_100, "🇨🇳" * 1_000, "é" * 2_000, "字" * 3_900, "x" * 4_200,
    "\n" * 50, "👍" * 2_047 + "x", "<b>bold", "</b></blockquote>", "&lt;&amp;&#0;",
    "{{ 7 * 7 }}{% raw %}",
    "%(x)s {0}", "مرحبا שלום", "/help", "@doorstep_bot", "求助", "/note", "楼上打人了", "-", " ",
    "\u3000", "<a href='tg://user?id=1'>x</a>", "```", "*_[](~`>#+-=|{}.!", "\ufffe\uffff",
    "\u0301" * 300,
)  # fmt: skip

anything = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=60),
    st.text(alphabet="<>&'\"{}%\u200d\u202e\ufe0f👩👍🏽é字 \n", max_size=200),
)
