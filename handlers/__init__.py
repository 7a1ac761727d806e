"""The aiogram edge: one router per audience; a handler parses and makes one service call."""

from handlers.routers import build_router

__all__ = ["build_router"]
