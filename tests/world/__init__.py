"""The outside world on loopback: a real HTTP server that speaks the Hub's, RSS's and arXiv's protocols."""

from world.answers import Answer, gzip_bomb, html_page, redirect, slow, status, truncated
from world.arxiv import Arxiv, Paper
from world.feed import Feed, Item
from world.hub import Hub, hub_record
from world.server import Request, World

__all__ = [
    "Answer",
    "Arxiv",
    "Feed",
    "Hub",
    "Item",
    "Paper",
    "Request",
    "World",
    "gzip_bomb",
    "html_page",
    "hub_record",
    "redirect",
    "slow",
    "status",
    "truncated",
]
