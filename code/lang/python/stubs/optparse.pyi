from argparse import ArgumentParser as OptionParser
